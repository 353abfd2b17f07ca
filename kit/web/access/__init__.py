"""Who may see and do what: links, visits, walls, the roles of leaders and HR, with their tables.

What is imported here knows no web framework: the command line issues links, too. The pages that
let somebody in and the rules for what one may see are modules of their own.
"""

from kit.web.access.links import (
    IssuedLink,
    Link,
    Role,
    issue_links,
    links_in_use,
    list_links,
    renew_link,
    revoke_link,
)
from kit.web.access.visits import Visitor, enter, leave, visitor
from kit.web.access.walls import (
    Wall,
    count_walls,
    end_walls,
    enter_wall,
    make_wall,
    shown_wall,
    waiting_code,
)

__all__ = [
    "IssuedLink",
    "Link",
    "Role",
    "Visitor",
    "Wall",
    "count_walls",
    "end_walls",
    "enter",
    "enter_wall",
    "issue_links",
    "leave",
    "links_in_use",
    "list_links",
    "make_wall",
    "renew_link",
    "revoke_link",
    "shown_wall",
    "visitor",
    "waiting_code",
]
