// What scripts add to pages that work without them. Each part looks for its own marks on the page.

import { keepReadMarks } from "./marks.js";
import { followKeys } from "./keys.js";
import { tellLocally } from "./local.js";

keepReadMarks();
followKeys();
tellLocally();
