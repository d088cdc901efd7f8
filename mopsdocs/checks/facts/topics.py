"""Words by which a playbook shows that it takes care of something: suppression lists, the way out, the way back.

The words stand in steps, gates and checklists, in whatever language; a workspace adds its own under `topics` in
workspace.yml.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Settings

WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "suppression": (
        *("suppress", "do-not-contact", "exclusion list", "do not contact", "opt-out list", "blocklist", "robinson"),
        *("sperrliste", "werbesperre", "liste d'opposition", "repoussoir", "lista de exclusi", "engelli listesi"),
    ),
    "unsubscribe": (
        *("unsubscribe", "opt-out link", "way to opt out", "click unsubscribes", "unsubscribing", "opt-out mechanism"),
        *("preference centre", "preference center", "abmeldelink", "abbestell", "désabonne", "désinscri", "wypis"),
        *("abonelikten", "darse de baja", "disiscri"),
    ),
    "postal-address": (
        *("postal address", "mailing address", "imprint", "street address", "physical address", "registered office"),
        *("postal_address", "impressum", "postanschrift", "adresse postale", "posta adres", "adres pocztowy"),
        *("dirección postal", "indirizzo postale"),
    ),
    "plain-text": (
        *("plain-text", "text version", "text part", "plain text", "text-only", "multipart/alternative"),
        *("textversion", "textfassung", "version texte", "texte brut", "düz metin", "wersja tekstowa", "texto plano"),
    ),
    "accessibility": (
        *("accessibility", "alt text", "screen reader", "alt-text", "alternative text", "4.5:1", "contrast ratio"),
        *("colour contrast", "color contrast", "wcag", "barrierefrei", "alternativtext", "accessibilité"),
        *("texte alternatif", "erişilebilir", "dostępnoś", "accesibilidad", "accessibilità"),
    ),
    "consent": (
        *("consent", "opt-in", "permission to write", "soft opt", "permission to e-mail", "permission to email"),
        *("einwilligung", "çift onay", "ileti onay", "zgoda", "zgody", "zgodę"),
    ),
    "rollback": (
        *("rollback", "roll back", "stop the send", "roll-back", "rolled back", "back out", "backout", "way back"),
        *("take back", "taken back", "revert", "pause the send", "pause sends", "cancel the send", "halt the send"),
        *("stop sending", "kill switch", "kill-switch", "unpublish", "zurückroll", "rückfallplan", "versandstopp"),
        *("versand stopp", "retour arrière", "arrêter l'envoi", "stopper l'envoi", "dépublier", "marcha atrás"),
        *("detener el envío", "parar o envio", "fermare l'invio", "bloccare l'invio", "terugdraai", "geri dönüş plan"),
        *("gönderimi durdur", "plan wycofania", "wstrzyma", "ロールバック", "切り戻", "回滚", "التراجع"),
    ),
    "on-call": (
        *("on call", "on duty", "standby", "on-call", "on stand-by", "stand-by", "at the desk", "duty roster"),
        *("launch watch", "war room", "hypercare", "out of hours", "out-of-hours", "emergency contact"),
        *("rufbereitschaft", "bereitschaftsdienst", "in bereitschaft", "telefonisch erreichbar", "astreinte"),
        *("de permanence", "de guardia", "reperibil", "de plantão", "sobreaviso", "piket", "dyżur", "nöbet"),
        *("オンコール", "待機", "值班", "مناوب"),
    ),
}
"""Topic → pieces of words, in lower case. The piece `suppress` stands for suppressed, suppression and the rest."""

NOT_MEANT: Final[Mapping[str, tuple[str, ...]]] = {
    "unsubscribe": (
        *("unsubscribed", "unsubscribes", "unsubscriber", "unsubscribe rate", "unsubscribe-rate", "unsubscribe list"),
    ),
    "imprint": ("imprinted",),
    "consent": (
        *("region.consent", "consent banner", "consent mode", "consent-mode", "cookie consent", "photo consent"),
    ),
    "opt-in": ('"opt-in"', "'opt-in'", '"soft-opt-in"', "'soft-opt-in'", "opt-in rate", "opt-in-rate"),
}
"""Word → longer ones that hold it and speak of something else: a rate, a condition, a banner about cookies."""


def is_covered(document: Document, topic: str, settings: Settings) -> bool:
    """Whether the stages of the playbook in `document` say anything about `topic`."""
    quick = document.stages_in_lower_case
    return (quick != "" and speaks_of(quick, topic, settings)) or speaks_of(document.work_in_words, topic, settings)


def speaks_of(words: str, topic: str, settings: Settings) -> bool:
    """Whether `words`, in lower case, say anything about `topic`."""
    own = map(str.lower, _own(topic, settings))
    return any(_says(words, word) for word in WORDS[topic]) or any(word in words for word in own)


def _says(words: str, word: str) -> bool:
    at = words.find(word)
    if word not in NOT_MEANT:
        return at >= 0
    others = NOT_MEANT[word]
    longest = max(map(len, others))
    while at >= 0:
        around = words[max(0, at - longest) : at + longest]
        if not any(other in around for other in others):
            return True
        at = words.find(word, at + 1)
    return False


def _own(topic: str, settings: Settings) -> tuple[str, ...]:
    own: tuple[str, ...] = getattr(settings.topics, topic.replace("-", "_"))
    return own


def with_words(remedy: str, topic: str, settings: Settings) -> str:
    """The hint `remedy`, with the words by which it would be recognised."""
    words = ", ".join(f'"{word}"' for word in (*WORDS[topic][:3], *_own(topic, settings)[:2]))
    return f"{remedy}; words such as {words} count, and your own under topics.{topic} in site_config/workspace.yml"


def words_of(part: object) -> str:
    """Every text in `part` of a document in lower case, a line each."""
    said: list[str] = []
    pending: list[Any] = [msgspec.to_builtins(part)]
    while pending:
        here = pending.pop()
        if isinstance(here, str):
            said.append(here)
        elif isinstance(here, list | tuple):
            pending += here
        elif isinstance(here, dict):
            pending += here.values()
    return "\n".join(said).lower()
