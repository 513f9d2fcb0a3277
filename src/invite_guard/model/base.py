"""What every noun shares: it never changes, and it takes no field it does not know."""

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """A value that is made once and compared by content."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True)
