"""The audit log is a chain: whatever is changed in it afterwards is seen."""

from pathlib import Path

from feijian.workspace import audit


def three(root: Path) -> list[str]:
    audit.record(root, "reveal", {"run_id": "R1"}, "王")
    audit.record(root, "export leads", {"file": "a.xlsx"})
    audit.record(root, "reveal", {"run_id": "R2"})
    return (root / audit.LOG).read_text("utf-8").splitlines()


def rewritten(root: Path, lines: list[str]) -> str:
    (root / audit.LOG).write_text("\n".join(lines) + "\n", "utf-8")
    return audit.verify(root)


def test_lines_follow_one_another(tmp_path: Path) -> None:
    three(tmp_path)
    assert audit.verify(tmp_path) == ""
    assert [(e.seq, e.what, e.who) for e in audit.entries(tmp_path)] == [
        (1, "reveal", "王"),
        (2, "export leads", ""),
        (3, "reveal", ""),
    ]


def test_a_log_that_was_never_begun_is_in_order(tmp_path: Path) -> None:
    assert audit.verify(tmp_path) == ""
    assert audit.entries(tmp_path) == []


def test_a_changed_line_is_named(tmp_path: Path) -> None:
    one, two, last = three(tmp_path)
    assert rewritten(tmp_path, [one, two.replace("a.xlsx", "b.xlsx"), last]) == (
        "audit.log:2: was changed after it was written"
    )


def test_a_line_taken_out_or_exchanged_is_seen(tmp_path: Path) -> None:
    one, two, last = three(tmp_path)
    assert rewritten(tmp_path, [one, last]) == "audit.log:2: does not follow the line before it"
    assert rewritten(tmp_path, [two, one, last]).startswith("audit.log:1: does not follow")
    assert rewritten(tmp_path, [one, "{", last]) == "audit.log:2: is not a line of the log"


def test_a_name_with_another_kind_of_line_end_in_it_is_one_line(tmp_path: Path) -> None:
    for name in ("a\u2028b.csv", "a\x85b.csv", "a\x0cb.csv", "a\nb.csv"):
        audit.record(tmp_path, "import verdicts", {"file": name}, "王\u2029李")
    assert audit.verify(tmp_path) == ""
    assert [e.detail["file"][1] for e in audit.entries(tmp_path)] == [
        "\u2028",
        "\x85",
        "\x0c",
        "\n",
    ]
    assert [e.seq for e in audit.entries(tmp_path)] == [1, 2, 3, 4]
