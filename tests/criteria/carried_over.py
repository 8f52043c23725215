"""What became of each question of the research that does not stand under its own id.

``RENAMED``: asked here under these ids. ``FIELDS``: not asked, since the case file itself holds it.
``NOT_STATED``: asked, but the answer does not state the fact that the research ties it to, and why.
"""

from __future__ import annotations

RENAMED: dict[str, tuple[str, ...]] = {
    "allocation_algorithm": ("allocation",),
    "deadline_per_task": ("slots",),
    "end_client_known": ("instructions_from",),
    "gps_use": ("tracking_use",),
    "knew_forced": ("intent_signs", "platform_knew"),
    "no_work_guaranteed": ("no_work_promised",),
    "paid_in_points": ("pay_basis",),
    "pay_received_monthly": ("pay_monthly",),
    "price_negotiable": ("price_fixed_by",),
    "proceedings_started": ("proceedings_date",),
    "registration_dates": ("registration_from", "registration_until"),
    "service_exists_only": ("service_organised",),
    "slots_cancel_penalty": ("refusal_effect",),
    "terms_accepted": ("conditions_negotiated",),
}

#: The way to the field in the published schema of a case.
FIELDS: dict[str, tuple[str, ...]] = {
    "platform_name": ("platform", "name"),
    "sector": ("platform", "sector"),
    "terms_version": ("documents", "version_date"),
}

_FIGURE = "a figure, a date or a remark for the file"
_NEUTRAL = "the answer alone does not show the fact"
NOT_STATED: dict[str, str] = {
    # A fact that the shared list tells more exactly.
    "registered": "worker_registered: for this work and on these dates",
    "registered_activity": "worker_registered: for this work and on these dates",
    "own_company": "worker_registered: the presumption covers who runs a registered company",
    "terms_accepted": "conditions_negotiated: terms accepted whole are not changed by that",
    "pay_known_before": "lump_sum_per_piece: known beforehand, whoever set it",
    "bonus_malus": "ranking_or_access_penalty: a bonus lost is no pay refused",
    "zone_imposed": "working_time: its definition names zones",
    "abandon_task": "refusal_limited: its definition names abandoning",
    "warnings": "ranking_or_access_penalty: its definition names warnings",
    "deactivation": "review_or_notice; the closing itself is asked by suspension and end_cause",
    "helpers": "own_staff: whom the person employs, apart from a right of substitution",
    "own_investment": "business_risk: what is invested, apart from liability",
    "holidays_taken": "ranking_or_access_penalty: access lost",
    "home_place": "works_at_own_place: the place, apart from who pays for the equipment",
    "work_entrusted_by": "work_entrusted; levels are asked by intermediary_company",
    "project_manager": "live_supervision: somebody directs during the project",
    "paid_in_points": "in points or in money, through whom is asked by client_pays_platform",
    # Questions that gather what the file needs.
    "country_of_work": _FIGURE,
    "registration_dates": _FIGURE,
    "pay_received_monthly": _FIGURE,
    "time_to_accept": _FIGURE,
    "collective_agreement": _FIGURE,
    "hours_per_week": _FIGURE,
    "waiting_time": _FIGURE,
    "volume_total": _FIGURE,
    "declared_income": _NEUTRAL,
    "account_holder": _NEUTRAL,
    "other_rules": _NEUTRAL,
    "gps": "tracking_use says what for: position alone was not enough in 2022",
    "reconnect_alone": "whether a cut is a sanction is for sanction_known to say",
    "discrimination": "why there was a sanction, not whether",
    "colleagues_employees": _NEUTRAL,
    "waiting_free": "the hours that count, not the freedom to choose them",
    "hours_records": _NEUTRAL,
    "night_sunday": "hours that the person may have chosen",
    "content_harm": _NEUTRAL,
    "data_request": "a step of the worker, not a notice of the platform",
    "witnesses": "others' testimony is no exhibit of one's own",
}
