// Reads a calendar from standard input with ical.js, which is Thunderbird's parser, and prints what it understood.
// Times are taken by the zones in the file itself: node read_calendar.mjs PATH_TO_ICAL_JS
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(process.argv[2]).href);
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));

for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));
}

const when = (component, name) => {
  const property = component.getFirstProperty(name);
  if (!property) return null;
  const time = property.getFirstValue();
  return { date: time.isDate, text: time.toString(), zone: property.getParameter("tzid") ?? null, unix: time.toUnixTime() };
};

const read = (component) => ({
  kind: component.name,
  uid: component.getFirstPropertyValue("uid"),
  sequence: component.getFirstPropertyValue("sequence"),
  stamp: when(component, "dtstamp"),
  start: when(component, "dtstart"),
  due: when(component, "due"),
  completed: when(component, "completed"),
  status: component.getFirstPropertyValue("status"),
  summary: component.getFirstPropertyValue("summary"),
  description: component.getFirstPropertyValue("description"),
  url: component.getFirstPropertyValue("url"),
  related: component.getAllProperties("related-to").map((one) => [one.getParameter("reltype"), one.getFirstValue()]),
  alarms: component.getAllSubcomponents("valarm").map((one) => one.getFirstPropertyValue("trigger").toString()),
});

const found = {
  method: calendar.getFirstPropertyValue("method"),
  zones: calendar.getAllSubcomponents("vtimezone").map((zone) => zone.getFirstPropertyValue("tzid")),
  items: [...calendar.getAllSubcomponents("vevent"), ...calendar.getAllSubcomponents("vtodo")].map(read),
};
process.stdout.write(JSON.stringify(found));
