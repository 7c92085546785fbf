"""What the court does about an agreement, whoever signed it and however: a judge confirms it."""

from playwright.sync_api import expect

from tests.support.desks import Desks
from tianping.trial.confirmation.models import Application

CENTRE = "诉前调解中心"


def confirm(desks: Desks) -> None:
    """The clerk names a judge, who confirms; another proof-reads, the judge signs and issues."""
    application = Application.objects.get()
    page = desks.of("filing1")
    desks.go(page, f"/confirmations/{application.pk}/")
    page.get_by_label("指定的法官").select_option(label="程慎独")
    page.get_by_role("button", name="受理", exact=True).click()
    judge = desks.of("judge8")
    desks.go(judge, f"/confirmations/{application.pk}/")
    judge.get_by_role("button", name="拟制裁定书").click()
    expect(judge.get_by_text("文书已拟制")).to_be_visible()
    application.refresh_from_db()
    paper = f"/documents/{application.paper_id}/"
    desks.go(page, paper)
    page.get_by_role("button", name="已校对无误").click()
    desks.go(judge, paper)
    for verb in ("签署", "制发"):
        judge.locator("summary", has_text=verb).first.click()
        judge.get_by_role("button", name=f"确认{verb}").click()
    expect(judge.get_by_text("已制发").first).to_be_visible()
