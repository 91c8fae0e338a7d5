"""What a household is told, in plain sentences; never a name, never what they said (plain Python)."""

from dataclasses import dataclass

from doorstep.kernel.refs import show_tracking_number

LINES = {
    "received": ("已收到您反映的事", "您反映的事已经收到。"),
    "extended": ("您反映的事延期了", "这件事没有按时办完,已经延期。新的期限是{until}。原因:{note}"),
    "delivered": ("您反映的事办完了", "这件事已经办完,我们会打电话或上门听您怎么说。办理情况:{note}"),
    "linked": ("您反映的事定成了项目", "这件事一时办不完,已定成项目“{note}”。您可以在网上看项目进展。"),
    "merged": ("您反映的事正合并办理", "有邻居反映了同一件事,我们合在一起办。您的编号不变,办完同样告诉您。"),
    "reopened": ("您反映的事重新办理", "您说还没有解决,这件事已经重新办理。"),
    "closed": ("您反映的事已了结", "这件事已经了结。您觉得没有解决,随时可以打电话,我们重新办。"),
}


@dataclass(frozen=True)
class Words:
    subject: str
    body: str


def words_for(event: str, *, tracking: str, phone: str, note: str = "", until: str = "") -> Words:
    """Subject and body of one event; the number stands in groups, as it is read aloud."""
    subject, sentence = LINES[event]
    shown = show_tracking_number(tracking)
    call = f"电话 {phone}。" if phone else ""
    return Words(subject, f"{sentence.format(note=note, until=until)}\n编号 {shown}。{call}")
