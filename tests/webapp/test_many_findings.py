"""A case with hundreds of findings: shown page by page, every one on one of them."""

from webapp.models import FindingRow


def test_findings_are_shown_a_hundred_at_a_time(client, base, row, session):
    row.findings += [
        FindingRow(
            indicator="work_instructions", state="present", kind="practice", quote=f"Mot {n}."
        )
        for n in range(230)
    ]
    session.commit()
    shown = [client.get(f"{base}/findings?page={page}").text for page in (1, 2, 3)]
    counts = [text.count("Mot ") for text in shown]
    assert counts == [100, 100, 30]
    assert "Page 2 sur 3" in shown[1]
    # A page that is not there is the nearest one that is.
    assert client.get(f"{base}/findings?page=99").text.count("Mot ") == 30
    assert client.get(f"{base}/findings?page=x").text.count("Mot ") == 100
