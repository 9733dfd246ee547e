"""Waiting for what a page comes to, without breaking its content security policy.

Playwright's ``wait_for_function`` evaluates its words again and again inside the page, which a policy without
``unsafe-eval`` forbids from the second time on. Here they are evaluated once, and the page looks by itself.
"""

from playwright.sync_api import Page, expect

# Long, because a machine may have much else to do; what comes true is not waited for any longer than it takes.
SECONDS = 30


def wait_until(page: Page, condition: str) -> None:
    """Until the JavaScript ``condition``, or the promise it is, comes true; fails after half a minute."""
    came_true = page.evaluate(
        f"""async () => {{
            const late = Date.now() + {SECONDS * 1000};
            while (!(await ({condition}))) {{
                if (Date.now() > late) return false;
                await new Promise((resolve) => setTimeout(resolve, 20));
            }}
            return true;
        }}"""
    )
    assert came_true, f"after {SECONDS} s it was still not true that {condition}"


def read(page: Page, words: str) -> None:
    """Until these words stand there and the page has arrived with its scripts: before that, a key does nothing."""
    expect(page.get_by_text(words).first).to_be_visible()
    page.wait_for_load_state()
