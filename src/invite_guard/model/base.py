"""What every noun shares: it never changes, and it takes no field it does not know."""

from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """A value that is made once and compared by content."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True)

    @classmethod
    def trusted(cls, **values: Any) -> Self:
        """Make one of every field by its attribute's name, unchecked: ten times as fast.

        Only for values that were made by this program, where hundreds of thousands are.
        """
        noun = cls.__new__(cls)
        put = object.__setattr__
        put(noun, "__dict__", values)
        put(noun, "__pydantic_fields_set__", set(values))
        put(noun, "__pydantic_extra__", None)
        put(noun, "__pydantic_private__", None)
        return noun
