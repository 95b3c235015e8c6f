// The main path in Firefox.

import { startFirefox } from "./engines/firefox.mjs";
import { testMainPath } from "./engines/main_path.mjs";

testMainPath(startFirefox);
