/* Gives the search worker of this page a name, by which the choices below the search field reach it and no other.
 * Must run before Material's own script, which starts the worker.
 */
"use strict";
{
  const element = document.getElementById("__config");
  const config = JSON.parse(element.textContent);
  config.search += `#${Math.random().toString(36).slice(2)}`;
  element.textContent = JSON.stringify(config);
}
