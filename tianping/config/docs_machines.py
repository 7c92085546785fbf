"""Diagrams of every machine, drawn from the tables that the moves obey."""

from tianping.kernel.moves import MACHINES, Machine


def render_machines() -> dict[str, str]:
    """One page with a diagram and a table for each machine."""
    lines = ["# The machines", "", "A status is written only by these moves. Each state says who has the record then."]
    for name in sorted(MACHINES):
        lines += ["", *_section(MACHINES[name])]
    return {"machines.md": "\n".join(lines)}


def _section(machine: Machine) -> list[str]:
    return [
        f"## {machine.title} (`{machine.name}`)",
        "",
        "```mermaid",
        "stateDiagram-v2",
        f"    [*] --> {machine.initial}",
        *(f"    {state}: {machine.label(state)}" for state in machine.owners),
        *(f"    {source} --> {move.target}: {move.verb}" for move in machine.moves for source in move.sources),
        "```",
        "",
        "| state | 状态 | who has it |",
        "|---|---|---|",
        *(f"| `{state}` | {machine.label(state)} | {owner} |" for state, owner in machine.owners.items()),
        "",
        "| verb | from | to | who | article |",
        "|---|---|---|---|---|",
        *(
            f"| `{move.verb}` | {', '.join(move.sources)} | {move.target} | {move.who} | {move.law or '—'} |"
            for move in machine.moves
        ),
    ]
