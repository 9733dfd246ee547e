"""Waiting for what a page comes to, without breaking its content security policy.

Playwright's ``wait_for_function`` evaluates its words again and again inside the page, which a policy without
``unsafe-eval`` forbids from the second time on. Here they are evaluated once, and the page looks by itself.
"""

from playwright.sync_api import Page

_SECONDS = 10


def wait_until(page: Page, condition: str) -> None:
    """Until the JavaScript ``condition``, or the promise it is, comes true; fails after ten seconds."""
    came_true = page.evaluate(
        f"""async () => {{
            const late = Date.now() + {_SECONDS * 1000};
            while (!(await ({condition}))) {{
                if (Date.now() > late) return false;
                await new Promise((resolve) => setTimeout(resolve, 20));
            }}
            return true;
        }}"""
    )
    assert came_true, f"after {_SECONDS} s it was still not true that {condition}"
