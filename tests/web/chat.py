"""A component on a page, as a person finds and uses it."""

from playwright.async_api import Locator, Page, expect

NARROW = {"width": 320, "height": 568}
WATCH = """
const attach = Element.prototype.attachShadow;
window.spoken = [];
Element.prototype.attachShadow = function (how) {
    const root = attach.call(this, how);
    new MutationObserver((changes) => {
        for (const { target, addedNodes } of changes) {
            const live = target.closest?.("[aria-live], [role=log], [role=status], [role=alert]");
            if (live && live.getAttribute("aria-live") !== "off") {
                for (const node of addedNodes) {
                    if (!node.matches?.("[aria-hidden=true], [aria-live=off]")) spoken.push(node.textContent);
                }
            }
        }
    }).observe(root, { childList: true, subtree: true });
    return root;
};
"""
"""Notes what is added to live regions, hence spoken."""


class Chat:
    """One component of a page."""

    def __init__(self, page: Page, number: int = 0) -> None:
        self.page = page
        self.host = page.locator("laureat-chat").nth(number)
        self.launcher = self.host.get_by_role("button", name="Poser une question")
        self.panel = self.host.locator(".panel")
        self.log = self.host.get_by_role("log")
        self.field = self.host.get_by_label("Votre question")
        self.answers = self.host.locator(".bot")
        self.questions = self.host.locator(".mine")
        self.status = self.host.locator("[role=status].unseen")
        self.hint = self.host.locator("[role=status].hint")

    def button(self, name: str) -> Locator:
        """The last button of that name."""
        return self.host.get_by_role("button", name=name, exact=True).last

    async def open(self) -> None:
        """Opens it, and waits for its greeting."""
        await self.launcher.click()
        await expect(self.answers.first).to_be_visible()

    async def write(self, question: str) -> None:
        """Writes and sends a question, wherever the focus was."""
        await self.field.focus()
        await self.page.keyboard.insert_text(question)
        await self.page.keyboard.press("Enter")

    async def ask(self, question: str) -> None:
        """Asks, and waits for the end of the answer."""
        before = await self.host.locator(".tools").count()
        await self.write(question)
        await expect(self.host.locator(".tools")).to_have_count(before + 1)

    async def choose(self, entry: str) -> None:
        """An entry of the menu."""
        await self.button("Menu").click()
        await self.host.locator(".menu li").get_by_text(entry, exact=True).click()
