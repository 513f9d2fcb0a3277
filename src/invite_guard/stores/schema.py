"""The tables of the precious store, one migration a version. A published one never changes."""

APPLICATION = 0x49474431
"""`IGD1` in the header of the file: what tells our store from any other SQLite file."""

_TABLES = (
    """
    CREATE TABLE decision (
        number INTEGER PRIMARY KEY,
        action TEXT NOT NULL CHECK (action IN ('approve', 'reject', 'tag', 'clear')),
        person_id TEXT NOT NULL,
        address TEXT NOT NULL,
        name TEXT NOT NULL,
        tag TEXT NOT NULL CHECK (tag IN ('colleague', 'stranger', 'personal', 'executive')),
        at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX decision_of ON decision (address, number)",
    """
    CREATE TABLE never (
        number INTEGER PRIMARY KEY,
        action TEXT NOT NULL CHECK (action IN ('add', 'lift')),
        entry TEXT NOT NULL,
        note TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE batch (
        number INTEGER PRIMARY KEY,
        state TEXT NOT NULL CHECK (state IN ('prepared', 'published')),
        prepared_at TEXT NOT NULL,
        published_at TEXT CHECK ((state = 'published') = (published_at IS NOT NULL)),
        format TEXT NOT NULL,
        destination TEXT NOT NULL,
        digest TEXT NOT NULL,
        content BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE batch_row (
        batch INTEGER NOT NULL REFERENCES batch (number) DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL,
        address TEXT NOT NULL UNIQUE,
        row TEXT NOT NULL,
        PRIMARY KEY (batch, position)
    ) STRICT
    """,
)


def _kept(table: str) -> tuple[str, str]:
    """Make the triggers that forbid changing, deleting and replacing rows of a table."""
    return (
        f"""
        CREATE TRIGGER {table}_stays BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, 'nothing is deleted from {table}'); END
        """,  # noqa: S608 - table names of ours
        f"""
        CREATE TRIGGER {table}_holds BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, 'nothing is changed in {table}'); END
        """,
    )


_CLOSED = """
    CREATE TRIGGER batch_row_closed BEFORE INSERT ON batch_row
    WHEN EXISTS (SELECT 1 FROM batch WHERE number = NEW.batch)
    BEGIN SELECT RAISE(ABORT, 'a batch takes no further rows'); END
    """
"""The rows of a batch are written before the batch itself, which closes them off."""

_APPEND_ONLY = (
    *_kept("decision"),
    *_kept("never"),
    *_kept("batch_row"),
    _kept("batch")[0],
    """
    CREATE TRIGGER batch_holds BEFORE UPDATE ON batch
    WHEN NOT (
        OLD.state = 'prepared' AND NEW.state = 'published'
        AND NEW.number = OLD.number AND NEW.prepared_at = OLD.prepared_at
        AND NEW.format = OLD.format AND NEW.destination = OLD.destination
        AND NEW.digest = OLD.digest AND NEW.content = OLD.content
    )
    BEGIN SELECT RAISE(ABORT, 'a batch only goes from prepared to published'); END
    """,
    """
    CREATE TRIGGER batch_begins BEFORE INSERT ON batch WHEN NEW.state <> 'prepared'
    BEGIN SELECT RAISE(ABORT, 'a batch begins as prepared'); END
    """,
    _CLOSED,
    """
    CREATE TRIGGER batch_row_once BEFORE INSERT ON batch_row
    WHEN EXISTS (SELECT 1 FROM batch_row WHERE address = NEW.address)
    BEGIN SELECT RAISE(ABORT, 'an address is exported once'); END
    """,
)

_NOTES_AND_UNTAG = (
    # A CHECK cannot be widened: the log is copied, word for word, into a table with a wider one.
    """
    CREATE TABLE wider (
        number INTEGER PRIMARY KEY,
        action TEXT NOT NULL
            CHECK (action IN ('approve', 'reject', 'tag', 'clear', 'untag', 'note')),
        person_id TEXT NOT NULL,
        address TEXT NOT NULL,
        name TEXT NOT NULL,
        tag TEXT NOT NULL CHECK (tag IN ('colleague', 'stranger', 'personal', 'executive')),
        at TEXT NOT NULL,
        note TEXT NOT NULL DEFAULT '' CHECK (note = '' OR action = 'note')
    ) STRICT
    """,
    """
    INSERT INTO wider (number, action, person_id, address, name, tag, at)
    SELECT number, action, person_id, address, name, tag, at FROM decision
    """,
    "DROP TABLE decision",  # with its index and its triggers
    "ALTER TABLE wider RENAME TO decision",
    "CREATE INDEX decision_of ON decision (address, number)",
    *_kept("decision"),
)

_OUTCOMES = (
    """
    CREATE TABLE outcome (
        number INTEGER PRIMARY KEY,
        address TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('accepted', 'pending', 'gone')),
        as_of TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX outcome_of ON outcome (address, as_of)",
    *_kept("outcome"),
)

_UNDONE = (
    """
    CREATE TABLE undone (
        batch INTEGER PRIMARY KEY REFERENCES batch (number),
        at TEXT NOT NULL
    ) STRICT
    """,
    *_kept("undone"),
    """
    CREATE TRIGGER undone_stays_undone BEFORE UPDATE ON batch
    WHEN EXISTS (SELECT 1 FROM undone WHERE batch = OLD.number)
    BEGIN SELECT RAISE(ABORT, 'a batch that was undone only stays so'); END
    """,
    # An address may stand in several batches from now on, if all but the last were undone: the
    # rows are copied into a table that leaves this to its trigger.
    """
    CREATE TABLE again (
        batch INTEGER NOT NULL REFERENCES batch (number) DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL,
        address TEXT NOT NULL,
        row TEXT NOT NULL,
        PRIMARY KEY (batch, position)
    ) STRICT
    """,
    "INSERT INTO again SELECT batch, position, address, row FROM batch_row",
    "DROP TABLE batch_row",  # with its triggers
    "ALTER TABLE again RENAME TO batch_row",
    "CREATE INDEX batch_row_of ON batch_row (address)",
    *_kept("batch_row"),
    _CLOSED,
    """
    CREATE TRIGGER batch_row_once BEFORE INSERT ON batch_row
    WHEN EXISTS (
        SELECT 1 FROM batch_row AS earlier WHERE earlier.address = NEW.address
        AND earlier.batch NOT IN (SELECT batch FROM undone)
    )
    BEGIN SELECT RAISE(ABORT, 'an address is exported once'); END
    """,
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (*_TABLES, *_APPEND_ONLY),
    _NOTES_AND_UNTAG,
    _OUTCOMES,
    _UNDONE,
)
"""What leads from version n to version n + 1, statement by statement."""
