// The main path in Chromium.

import { startChromium } from "./engines/chromium.mjs";
import { testMainPath } from "./engines/main_path.mjs";

testMainPath(startChromium);
