"""A workspace in which every text is an attack and many references lead nowhere."""

from __future__ import annotations

from typing import Any

EVIL = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> [go](javascript:alert(1)) "
    "<a href=\"javascript:alert(1)\" onclick='x'>y</a> {: onclick=alert(1) } {{ 7*7 }} {% raise %} ${x} "
    "&lt;b&gt; %%{init}%%"
)
BLOCK = f"""--8<-- "/etc/passwd"

{EVIL}

## {EVIL}

#### {EVIL}

- {EVIL}

| a |
| - |
| {EVIL} |

```
{EVIL}
```

{{: #x .y }}
"""


def step(id: str, **more: Any) -> dict[str, Any]:
    given = {"kind": "task", "responsible": ["lost-role"], "accountable": "lost-role", "due": "-3bd"}
    return {"id": id, "title": EVIL, **given, **more}


def hostile() -> dict[str, dict[str, Any]]:
    """A workspace in which every text is an attack and many references lead nowhere."""
    header = {
        "schema_version": 1,
        "title": EVIL,
        "summary": EVIL,
        "status": "draft",
        "version": "1.0.0",
        "owner": "lost-role",
        "last_reviewed": "2026-01-31",
        "review_cycle_days": 30,
        "tags": [],
        "synonyms": [EVIL],
        "answers": [EVIL],
        "deprecation": {"reason": EVIL, "replaced_by": "lost", "removed_in": "2.0.0"},
    }
    item = {"id": "item", "text": EVIL, "severity": "blocker", "when": EVIL}
    full = step(
        "first",
        severity="blocker",
        consulted=["evil"],
        informed=["evil"],
        effort="2d",
        can_outsource=True,
        depends_on=["gone"],
        when=EVIL,
        evidence="link",
        how_to="lost",
        tools=["evil", "lost"],
        recurs="weekly",
        rationale=EVIL,
        description=BLOCK,
        checklist=[item],
        links=[{"title": EVIL, "url": "https://x.example/'onmouseover='alert(1)"}],
    )
    gate = {
        "id": "gate",
        "title": EVIL,
        "type": "go_no_go",
        "description": BLOCK,
        "approvers": [{"role": "lost-role", "when": EVIL}, {"role": "evil"}],
        "quorum": 1,
        "independent": True,
        "criteria": [EVIL],
        "decisions": ["go", "no_go"],
        "due": "-1bd",
        "close_before": "48h",
        "sla": "2bd",
        "escalate_to": "lost-role",
    }
    click = step("second", title='Click x href "javascript:alert(1)"\nsection owned', kind="milestone", due="+1d")
    playbook = {
        **header,
        "kind": "playbook",
        "id": "evil",
        "type": "webinar",
        "anchor": "event_date",
        "channels": ["email"],
        "tier": "l1",
        "maturity": "early",
        "variables": [
            {"id": "topic", "title": EVIL, "description": EVIL, "type": "choice", "choices": ["a", "b"], "default": "a"}
        ],
        "brief": dict.fromkeys(("objective", "audience", "offer", "message", "tracking", "budget"), EVIL),
        "kpis": [{"metric": "evil", "target": EVIL, "guardrail": "lost", "note": EVIL}],
        "segments": ["evil", "lost"],
        "assets": [{"id": "asset", "title": EVIL, "owner": "evil", "description": BLOCK, "url": "https://x.example/a"}],
        "stages": [
            {
                "id": "one",
                "title": EVIL,
                "type": "planning",
                "goal": EVIL,
                "description": BLOCK,
                "steps": [full, click],
                "gate": gate,
            },
            {"id": "two", "title": EVIL, "type": "qa", "steps": [step("third", depends_on=["first"], due="0d")]},
        ],
        "related": ["lost", "evil"],
    }
    origin = {"playbook": "evil", "path": "playbooks/library/evil.yml", "version": "1.0.0", "sha256": "a" * 64}
    process = {
        **header,
        "kind": "process",
        "id": "evil",
        "process_type": "how_to",
        "approver": "lost-role",
        "body": BLOCK,
        "steps": [
            {
                "id": "only",
                "title": EVIL,
                "description": BLOCK,
                "responsible": ["evil"],
                "sla": "2bd",
                "checklist": [item],
            }
        ],
        "tools": ["evil"],
        "related": ["evil"],
        "superseded_by": "lost",
    }
    region = {
        "kind": "region",
        "schema_version": 1,
        "code": "zz",
        "title": EVIL,
        "summary": EVIL,
        "locales": ["de-DE"],
        "timezone": "Europe/Berlin",
        "workweek": ["mon", "wed"],
        "holidays": {"country": "DE", "extra": [{"date": "2027-01-02", "title": EVIL, "half_day": True}]},
        "currency": "EUR",
        "regimes": ["gdpr"],
        "consent": {"b2b": "opt-in", "b2c": "opt-out", "note": BLOCK},
        "unsubscribe_sla": "0bd",
        "footer": [EVIL],
        "required_steps": [{"after_stage_type": "qa", "step": step("zz-extra", description=BLOCK)}],
        "legal_last_verified": "2026-01-31",
        "sources": ["https://x.example/'onclick='alert(1)"],
        "notes": BLOCK,
        "synonyms": [EVIL],
        "answers": [EVIL],
    }
    campaign = {
        "kind": "campaign",
        "schema_version": 1,
        "id": "20270310_evil",
        "title": EVIL,
        "summary": EVIL,
        "playbook": "evil",
        "region": "zz",
        "status": "running",
        "anchor_date": "2027-03-10",
        "people": {"evil": "evil", "lost-role": "lost"},
        "variables": {"topic": EVIL},
        "brief": {"objective": EVIL},
        "progress": {
            "first": {"done_on": "2027-01-01", "by": "lost", "note": EVIL},
            "gone": {"done_on": "2027-01-01", "by": "evil"},
        },
        "approvals": [
            {"gate": gate, "decision": "go", "by": "evil", "on": "2027-01-02", "conditions": [EVIL], "note": EVIL}
            for gate in ("gate", "gone")
        ],
        "deviations": [{"step": "first", "reason": EVIL, "approved_by": "evil"}],
        "results": [{"metric": "lost", "value": EVIL, "note": EVIL}],
        "retrospective": BLOCK,
    }
    questions = {"serves_goals": EVIL, "improves_journey": EVIL, "has_budget": False, "has_time": True}
    tool = {
        "id": "evil",
        "title": EVIL,
        "category": "crm",
        "business_owner": "evil",
        "technical_owner": "lost-role",
        "status": "active",
        "four_questions": questions,
        "description": BLOCK,
        "access": BLOCK,
        "integrates_with": ["lost"],
        "url": "https://x.example/'onclick='x",
        "synonyms": [EVIL],
    }
    role = {
        "id": "evil",
        "title": EVIL,
        "responsibilities": [EVIL],
        "description": BLOCK,
        "not_responsible_for": [EVIL],
        "receives": [EVIL],
        "backup": "lost-role",
        "external": True,
        "synonyms": [EVIL],
    }
    metric = {
        "id": "evil",
        "title": EVIL,
        "definition": EVIL,
        "formula": EVIL,
        "unit": EVIL,
        "source": "lost",
        "owner": "evil",
        "guardrail": "lost",
        "caveats": BLOCK,
    }
    segment = {
        "id": "evil",
        "title": EVIL,
        "criteria": EVIL,
        "suppressions": ["a"],
        "consent_basis": "opt-in",
        "owner": "evil",
        "description": BLOCK,
        "synonyms": [EVIL],
    }
    term = {
        "id": "evil",
        "term": EVIL,
        "definition": EVIL,
        "agreed_with": ["evil", "lost-role"],
        "owner": "evil",
        "synonyms": [EVIL],
        "not_to_confuse_with": ["lost"],
        "answers": [EVIL],
    }
    data = {
        "api_name": "Evil",
        "label": EVIL,
        "object": "contact",
        "type": "enum",
        "source_of_truth": "lost",
        "owner": "evil",
        "pii": True,
        "description": EVIL,
        "allowed_values": [EVIL],
        "aliases": [EVIL],
    }
    row = {
        **dict.fromkeys(("title", "description", "action", "when", "cadence", "source", "group"), EVIL),
        "id": "first",
        "share": 84.5,
        "levels": [EVIL, "b"],
        "scope": "out",
        "traits": [EVIL],
        "links": {"tools": ["evil", "lost"], "terms": ["evil"], "overviews": ["lost"], "playbooks": ["lost"]},
    }
    types = (
        "health_check",
        "scorecard",
        "task_map",
        "learning_path",
        "stakeholder",
        "charter",
        "reading_path",
        "primer",
    )
    overviews = [
        {
            **{key: header[key] for key in ("title", "summary", "last_reviewed", "synonyms", "answers", "deprecation")},
            "id": type.replace("_", "-"),
            "type": type,
            "owner": "lost-role",
            "audience": ["evil", "lost-role"],
            "maturity": "early",
            "description": BLOCK,
            "source": EVIL,
            "rows": [row, {**row, "id": "second", "description": BLOCK, "links": {}}, row],
            "links": row["links"],
        }
        for type in types
    ]
    tag = {
        "id": "utm_evil",
        "title": EVIL,
        "description": EVIL,
        "values": [{"id": "a", "title": EVIL, "aliases": [EVIL]}],
    }
    naming = {"campaign": {"pattern": "{topic}_{region}" + EVIL, "description": EVIL, "examples": [EVIL]}}
    return {
        "site_config/workspace.yml": {
            "kind": "workspace",
            "schema_version": 1,
            "name": EVIL,
            "summary": EVIL,
            "repository": {"url": "https://x.example/'onclick='x"},
        },
        "playbooks/library/evil.yml": playbook,
        "playbooks/regions/zz/evil.yml": {**playbook, "region": "zz", "origin": origin},
        "playbooks/processes/evil.yml": process,
        "playbooks/campaigns/20270310_evil.yml": campaign,
        "site_config/regions/zz.yml": region,
        "site_config/roles.yml": {
            "kind": "roles",
            "schema_version": 1,
            "owner": "lost-role",
            "status": "approved",
            "roles": [role],
        },
        "site_config/people.yml": {
            "kind": "people",
            "schema_version": 1,
            "people": [{"id": "evil", "name": EVIL, "roles": ["evil"], "email": "a@example.com"}],
        },
        "site_config/tools.yml": {"kind": "tools", "schema_version": 1, "tools": [tool]},
        "site_config/metrics.yml": {"kind": "metrics", "schema_version": 1, "metrics": [metric]},
        "site_config/segments.yml": {"kind": "segments", "schema_version": 1, "segments": [segment]},
        "site_config/glossary.yml": {"kind": "glossary", "schema_version": 1, "terms": [term]},
        "site_config/data_dictionary.yml": {"kind": "data_dictionary", "schema_version": 1, "fields": [data]},
        "site_config/overviews.yml": {"kind": "overviews", "schema_version": 1, "overviews": overviews},
        "site_config/taxonomy.yml": {"kind": "taxonomy", "schema_version": 1, "tags": [tag], "naming": naming},
    }
