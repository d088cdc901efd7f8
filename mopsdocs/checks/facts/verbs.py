"""English verbs with which people begin instructions at work, in the form in which they do."""

from __future__ import annotations

from typing import Final

_ALL: Final = """
abandon accept access account achieve acknowledge acquire act activate adapt add address adjust administer adopt
advance advertise advise agree aim alert align allocate allow amend amplify analyse analyze anchor annotate announce
anonymise anonymize answer anticipate apologise apologize appeal append apply appoint apportion appraise approach
approve archive arrange ascertain ask assemble assess assign assist assure attach attend auction audit augment
authenticate authorise authorize automate avoid award backdate backfill backup balance ban batch be begin benchmark
bid bind blacklist block book bookmark boost brainstorm brand break bridge brief bring broadcast browse budget build
bulk-import bundle buy calculate calibrate call cancel canvass caption capture care carry cascade cast catalog
catalogue categorise categorize caution celebrate centralise centralize certify chair change charge chase chat check
choose circulate claim clarify classify clean cleanse clear click clone close co-ordinate coach code collate collect
combine come comment commission commit communicate compare compensate compile complete compose compress compute
conclude condition conduct configure confirm connect consent consider consolidate consult contact continue contract
contribute control convene convert cooperate coordinate copy correct correlate cost count counter cover crawl create
credit crop cross-check cross-link customise customize cut de-duplicate debrief debug decide declare decline
decommission decrease dedupe deduplicate define delay delegate delete delist deliver demo demonstrate deploy deprecate
derive describe design detail detect determine develop devise diagnose differentiate disable discard disclose
disconnect discover discuss dismantle dismiss dispatch display dispose dissolve distribute divide do document
double-check download draft drag draw drive drop dry-run dub duplicate e-mail earmark edit educate elaborate elect
eliminate email embed emphasise emphasize employ empty enable encourage encrypt end endorse enforce engage enhance
enlarge enlist enrich enrol enroll ensure enter entitle envisage envision erase escalate establish estimate evaluate
examine exchange exclude execute exercise exit expand expect expedite experiment expire explain explore export expose
express extend extract facilitate fact-check fade fail familiarise familiarize fast-track feature feed fetch figure
file fill film filter finalise finalize finance find fine-tune finish fire fit fix flag focus fold follow forecast
form formalise formalize format formulate forward foster frame free freeze fulfil fulfill function fund furnish gain
gate gather gauge generate geofence get give go go-live govern grant greet group grow guarantee guide halt hand handle
hang harmonise harmonize harness harvest have help hide highlight hire hold honor honour host hunt ideate identify
illustrate implement import improve include incorporate increase index indicate inform initiate input insert inspect
install instruct insure integrate interview introduce inventory investigate invite invoice involve isolate issue
iterate join judge justify keep kick kick-off label land launch lay lead learn leave lend let leverage licence license
lift limit line link list listen live-test load localise localize locate lock log look loop lower mail maintain make
manage map mark market match maximise maximize measure mediate meet mention merge message migrate mind minimise
minimize mirror miss mitigate mix mock moderate modify monitor mount move mute name narrow navigate negotiate nominate
normalise normalize note notice notify number nurture observe obtain off-board offboard offer offset omit onboard open
operate opt optimise optimize orchestrate order organise organize orient outline outsource overhaul overlay oversee
own pack package paint pair park participate partition partner pass paste patch pause pay peer-review perform permit
persuade petition phone photograph pick pilot pin ping pinpoint pitch place plan play plot point poll populate portion
position post post-process postpone practice practise pre-approve pre-check pre-load pre-populate pre-register
pre-test predate prepare present preserve press prevent preview price print prioritise prioritize probe process
procure produce profile program programme progress prohibit project promote prompt proof proof-read proofread propose
protect prototype prove provide provision prune publicise publicize publish pull purchase purge pursue push put qa
qualify quantify query question queue quit quote raise rank rate re-check re-engage re-run re-send re-test re-use
reach react read realign rebook rebuild recall recap receive recheck recognise recognize recommend reconcile reconfirm
record recover recruit recycle redact redesign redirect redo reduce refer refine reflect reformat refresh refund
refuse register rehearse reimburse reject relate relaunch relay release rely remain remember remind remove rename
render renegotiate renew rent reopen reorder reorganise repair repeat rephrase replace replicate reply report
represent reproduce repurpose request require requisition rerun resend reserve reset reshare reshoot resize resolve
respect respond rest restart restore restrict result resume retain retarget retest rethink retire retouch retrain
retrieve retry return reuse reveal reverse revert review revise revisit revoke reward rewrite ring roll rotate route
run safeguard sample sanction sanitise save say scale scan schedule scope score screen screenshot script scroll scrub
seal search seat secure see seed seek segment select sell send sense-check separate sequence serve set set-up settle
shadow share shift ship shoot shorten shortlist show shut sift sign sign-off signal simplify simulate sit size sketch
skip slice smoke-test snapshot soft-launch solicit solve sort source speak specify spell spell-check spellcheck spend
split sponsor spot spread staff stage stagger stand standardise standardize start state station stay steer stick
stitch stock stop store storyboard streamline strengthen stress-test strip structure study style submit subscribe
subtitle suggest summarise summarize sunset supervise supplement supply support suppress surface survey suspend swap
switch sync synchronise synchronize tag tailor take talk target teach tear tell template term terminate test text
thank think throttle tidy tie time timestamp tokenise tone total trace track trade trademark train transcribe transfer
transform transition translate transmit treat triage trial trigger trim troubleshoot try tune turn tweak type unblock
uncover understand undertake undo unify uninstall unite unlock unpack unpin unpublish unsubscribe update upgrade
upload upscale upsell upskill urge use utilise utilize validate value verify version vet video visit visualise
visualize vote wait waive walk warm warm-up warn wash watch watermark weed weigh welcome whitelist widen win wind wire
wireframe withdraw withhold word work workshop wrap wrap-up write zip zoom
"""

VERBS: Final = frozenset(_ALL.split())
"""Base forms in lower case, in British and American spelling."""
