// The views of the page that pictures are taken of: by script/screenshots to look at, by
// pictures.test.mjs to compare.

export const sizes = {
  phone: { viewport: { width: 375, height: 812 }, deviceScaleFactor: 2, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 },
  wide: { viewport: { width: 2560, height: 1440 }, deviceScaleFactor: 1 },
};

/** The page's own names of its panels, in the order of their tabs. */
export async function panelsOf(tool) {
  const tabs = await tool.page.getByRole("tab").all();
  const ids = await Promise.all(tabs.map((tab) => tab.getAttribute("data-id")));
  return ids.map((id) => id.replace(/^tab\./, ""));
}

/** Old prices are told from a certain day on: a picture is always of the same day. */
export async function onTheSameDay(tool) {
  await tool.page.clock.setFixedTime("2026-11-23T12:00:00Z");
}
