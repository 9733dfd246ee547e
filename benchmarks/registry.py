"""Which benchmark gives which figures, and in what kind of place it runs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bench:
    """``module`` has a function ``measure`` that yields figures; ``postgresql`` gives it one of its own."""

    module: str
    figures: tuple[str, ...]
    postgresql: bool = False


def _submissions(database: str) -> tuple[str, ...]:
    name = f"survey-submissions-{database}"
    return (name, f"{name}-p95-milliseconds", f"{name}-lost", f"{name}-doubled")


LIVE_PAGE = (
    "round-live-page-milliseconds",
    "round-live-page-statements",
    "round-page-milliseconds",
    "round-page-statements",
)

PUBLIC_PAGE = (
    *(f"public-page{of}-{what}" for of in ("", "-area", "-later", "-owed") for what in ("milliseconds", "statements")),
    "public-page-requests",
)

BENCHES = (
    Bench("benchmarks.survey_statements", ("survey-page-statements", "survey-submission-statements")),
    Bench("benchmarks.survey_submissions", _submissions("sqlite")),
    Bench("benchmarks.survey_submissions", _submissions("postgresql"), postgresql=True),
    Bench("benchmarks.public_page", PUBLIC_PAGE),
    Bench("benchmarks.files", ("import-10k-seconds", "export-100k-seconds", "export-100k-memory")),
    Bench("benchmarks.import_many", ("import-100k-seconds", "import-100k-memory"), postgresql=True),
    Bench("benchmarks.live_page", LIVE_PAGE, postgresql=True),
    Bench("benchmarks.live_page", tuple(f"{name}-sqlite" for name in LIVE_PAGE)),
    Bench("benchmarks.identifying", ("identifying-recall", "identifying-precision", "identifying-milliseconds")),
    Bench(
        "benchmarks.reading",
        (
            "themes-table-milliseconds",
            "themes-table-statements",
            "themes-amounts-milliseconds",
            "themes-amounts-statements",
            "thread-milliseconds",
            "thread-statements",
            "pack-milliseconds",
            "pack-statements",
        ),
    ),
    Bench(
        "benchmarks.accepting",
        ("accept-10k-seconds", "accept-10k-processor-seconds", "accept-10k-undo-seconds", "grid-milliseconds"),
    ),
    Bench(
        "benchmarks.text_model",
        (
            "themes-main-accuracy",
            "themes-micro-f1",
            "themes-macro-f1",
            "themes-sentiment-accuracy",
            "themes-sentiment-macro-f1",
            "themes-seconds",
        ),
    ),
    Bench(
        "benchmarks.text_model_speed",
        (
            "themes-many-seconds",
            "themes-many-processor-seconds",
            "themes-many-memory",
            "themes-one-milliseconds",
        ),
    ),
    Bench(
        "benchmarks.learning",
        tuple(
            f"{name}-{average}-f1"
            for name in ("learn", "learn-random", "learn-tfidf-svc", "learn-tfidf-svc-random")
            for average in ("macro", "micro")
        )
        + ("learn-worst-f1",),
    ),
    Bench(
        "benchmarks.suggesting",
        (
            "suggest-own-milliseconds",
            "suggest-one-milliseconds",
            "learn-confirmation-seconds",
            "suggest-100k-seconds",
            "suggest-100k-memory",
        ),
    ),
    Bench("benchmarks.danger", ("danger-recall", "danger-precision", "danger-milliseconds")),
    Bench("benchmarks.plan_page", ("plan-page-milliseconds", "plan-page-statements")),
    Bench("benchmarks.oversight_page", ("oversight-page-milliseconds", "oversight-page-statements")),
    Bench("benchmarks.server_memory", ("server-memory", "server-memory-worker", "server-memory-jobs")),
)
