// The main path in WebKit.

import { startWebKit } from "./engines/webkit.mjs";
import { testMainPath } from "./engines/main_path.mjs";

testMainPath(startWebKit);
