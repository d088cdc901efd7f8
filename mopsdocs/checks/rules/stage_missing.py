"""A playbook that launches something leaves out a stage that no launch should go without.

## What it finds

Playbooks with a stage of type `launch`, or with a milestone on day 0 outside planning and retrospective, that have no
stage of one or more of the types in `required_stages`. The default is `planning`, `qa`, `launch` and `monitor`.
One finding names all that are missing. A regional copy is reported only where it lacks other stages than its playbook,
and deprecated playbooks are left alone.

## Why it matters

What has no place in the plan has no time in it either. Without a stage for checks the checks happen on the evening
before, and without a stage that watches the launch nobody looks until a customer complains.

## How to mend it

Add the stage, if only with one step. Where another stage does the work under a different type, correct its `type`. If
your team works differently on purpose, say so in `site_config/workspace.yml`:
`required_stages: [planning, qa, launch, monitor]`, shortened or extended; an empty list asks for nothing.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - {id: plan, type: planning}
  - {id: test, type: qa}
  - {id: invite, type: launch}
  - {id: follow-up, type: monitor}
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - {id: plan, type: planning}
  - {id: invite, type: launch}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.playbooks import outline_is_certain, playbook_in_use
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Playbook
from mopsdocs.wording import quoted


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """At most one finding, at the stages."""
    playbook = playbook_in_use(document)
    if playbook is None:
        return
    present = {stage.type for stage in playbook.stages}
    missing = tuple(type for type in context.settings.required_stages if type not in present)
    if missing and outline_is_certain(document) and ("launch" in present or _goes_live(playbook)):
        noun = "stage" if len(missing) == 1 else "stages"
        message = f"the playbook launches something, but has no {noun} of type {quoted(missing, len(missing))}"
        hint = (
            "add the stage, correct the type of the one that does this work, "
            "or change required_stages in site_config/workspace.yml"
        )
        yield Finding(document.path, ("stages",), message, hint, missing)


def _goes_live(playbook: Playbook) -> bool:
    """Whether a milestone on day 0 stands for a launch. A plan or a lesson that is finished then is none."""
    return any(
        step.kind == "milestone" and step.due == "0d"
        for stage in playbook.stages
        if stage.type not in ("planning", "retrospective")
        for step in stage.steps
    )
