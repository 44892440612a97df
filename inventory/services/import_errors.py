"""Why an import does not go on; sentences are for the screen."""

from collections.abc import Sequence


class NotAllowed(Exception):
    """The person may not import into this school."""


class StaleChoices(Exception):
    """Somebody has decided on the same import meanwhile, in another tab for one: look again. Nothing was overwritten."""


class WithSentence(Exception):
    """An exception with a Polish sentence that says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class WrongColumns(WithSentence):
    """The columns cannot be taken as chosen."""


class NotReady(WithSentence):
    """The import is not at the stage for this."""


class RowsTouched(WithSentence):
    """The import cannot be taken back: `numbers` are the inventory numbers of devices that were changed since."""

    def __init__(self, sentence: str, numbers: Sequence[str]) -> None:
        super().__init__(sentence)
        self.numbers = tuple(numbers)
