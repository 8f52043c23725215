"""An outside proof of the engine: HMRC's own tables, HMRC's own scenarios, our engine.

"v2.4 snapshot": the tables as published, not the live service, which was refreshed since.
"""

from __future__ import annotations

import pytest

import criteria
import rules
from tests.external import cest

pytestmark = pytest.mark.skipif(
    not cest.CEST.exists(),
    reason="NOT CHECKED: the published tables are not in the shared material",
)
RESULTS = {
    "Inside IR35": ("employment", True, ("INIR35",)),
    "Outside IR35": ("independence", True, ("OUTOFIR35",)),
    "Unknown": ("undetermined", False, ("UNKNOWN",)),
}


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    made = {}

    def load(version):
        if version not in made:
            root = tmp_path_factory.mktemp(version)
            made[version] = criteria.load(cest.write_pack(version, root), root)
        return made[version]

    return load


def assess(interview, version, law, asked_all=True):
    return rules.assess(rules.parse_case(cest.case(interview, version, asked_all), law), law)


def test_the_whole_interviews_of_2_4_agree_in_every_section_and_in_the_result(pack):
    law, seen = pack("2.4"), 0
    for interview, expected in cest.whole_interviews():
        found = assess(interview, "2.4", law)
        tables = dict(found.tables)
        # Some published interviews do not tell the grade of the section on exit.
        graded = {s: (cest.grade(v),) for s, v in expected.items() if s != "result"}
        assert {s: tables[s] for s in graded} == graded
        assert (found.band, found.settled, tables["matrix"]) == RESULTS[expected["result"]]
        seen += 1
    assert seen == 39


def test_the_section_scenarios_of_1_5_0_agree(pack):
    law, seen = pack("1.5.0-final"), 0
    for interview, (section, expected) in cest.section_scenarios():
        assert dict(assess(interview, "1.5.0-final", law).tables)[section] == (expected,)
        seen += 1
    assert seen == 300


def test_an_answer_taken_back_leaves_open_only_what_some_answer_would_bring(pack):
    """Every answer of every interview taken back in turn: the results left open are exactly those
    that the answers to that question would give, the published one among them."""
    law = pack("2.4")
    given = cest.answers_given("2.4")
    for interview, expected in list(cest.whole_interviews())[::6]:
        for question in [q for q in interview if q in given]:
            complete = {q: interview.get(q, cest.NOT_ASKED) for q in given}
            rest = {q: v for q, v in complete.items() if q != question}
            left = set(dict(assess(rest, "2.4", law, asked_all=False).tables)["matrix"])
            each = {
                dict(assess({**rest, question: v}, "2.4", law).tables)["matrix"][0]
                for v in given[question]
            }
            assert left == each
            assert RESULTS[expected["result"]][2][0] in left


def test_without_any_answer_everything_is_open_and_the_first_question_is_told(pack):
    found = assess({}, "2.4", pack("2.4"), asked_all=False)
    assert (found.band, found.settled) == ("undetermined", False)
    assert dict(found.tables)["matrix"] == ("INIR35", "OUTOFIR35", "UNKNOWN")
    # One answer can settle the whole: an office holder is inside.
    assert found.next_questions[0].question == "exit_officeHolder"
    assert found.next_questions[0].settles == ("true",)
