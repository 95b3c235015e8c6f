// Sharing: the sheet, the toast, and what a link that is opened does and says.
#include <string>

#include <doctest/doctest.h>

#include "core/presets.h"
#include "core/share_link.h"
#include "tests/ui/page.h"
#include "ui/sharing.h"

namespace sans_serveur::ui {
namespace {

constexpr std::string_view address = "https://example.org/sans-serveur/";

std::string link_of(const Output& output) {
  return output.link.substr(0, output.link.find('&'));
}

TEST_CASE("the sheet shows the link, copies it, and says so for a while") {
  Page page("fr");
  page.app.set_address(address, false);
  CHECK(page.find("share") == nullptr);
  page.press("header.share");
  page.settle();
  REQUIRE(page.find("share") != nullptr);
  CHECK(page.find("share.link")->read_only);
  const std::string link = page.value("share.link");
  CHECK(link.starts_with("https://example.org/sans-serveur/#v1.c."));
  CHECK(link.ends_with("&lang=fr&theme=light&panel=costs"));

  const Output output = page.press("share.copy");
  CHECK(output.copy == link);
  CHECK(page.text("toast") == "Lien copié, " + std::to_string(link.size()) + " caractères");
  page.input.time_s += 3;
  page.app.frame(page.input, {});
  CHECK(page.text("toast") != "");
  page.input.time_s += 2;
  page.app.frame(page.input, {});
  CHECK(page.text("toast") == "");
  CHECK(page.find("toast")->role == Role::live);

  page.press("share.close");
  CHECK(page.find("share") == nullptr);
}

TEST_CASE("a press on the drawn button opens the sheet, Escape or a press beside closes it") {
  Page page;
  page.app.set_address(address, false);
  page.click("header.share");
  REQUIRE(page.find("share") != nullptr);
  ImGui::GetIO().AddKeyEvent(ImGuiKey_Escape, true);
  page.settle();
  ImGui::GetIO().AddKeyEvent(ImGuiKey_Escape, false);
  page.settle();
  CHECK(page.find("share") == nullptr);

  page.click("header.share");
  REQUIRE(page.find("share") != nullptr);
  const std::string verdict = page.text("verdict.sentence");
  page.click("preset.image");
  CHECK(page.find("share") == nullptr);
  CHECK(page.text("verdict.sentence") == verdict);
}

TEST_CASE("the code says the link") {
  Page page;
  page.app.set_address(address, false);
  page.press("header.share");
  page.settle();
  CHECK(page.find("share.qr") != nullptr);
  const QrCode code = qr_code("HELLO");
  REQUIRE(code.size == 21);
  // The three finders: a dark ring of 7, a light one of 5, a dark square of 3.
  for (const auto& [x, y] : {std::pair{0, 0}, {14, 0}, {0, 14}}) {
    CHECK(code.is_dark(x, y));
    CHECK_FALSE(code.is_dark(x + 1, y + 1));
    CHECK(code.is_dark(x + 3, y + 3));
  }
  CHECK(qr_code(std::string(2953, 'a')).size == 177);
  CHECK(qr_code(std::string(2954, 'a')).size == 0);

  page.app.set_address(std::string(address) + std::string(3000, 'x'), false);
  page.settle();
  CHECK(page.find("share.qr") == nullptr);
  CHECK(page.find("share.qr.too_long") != nullptr);
}

TEST_CASE("a page from a file says where its links lead, or that it knows no address") {
  Page page;
  page.press("header.share");
  page.settle();
  CHECK(page.value("share.link").starts_with("#v1.c."));
  CHECK(page.text("share.remark.2").find("no public address") != std::string::npos);
  CHECK(page.find("share.qr") == nullptr);
  page.app.set_address(address, true);
  page.settle();
  CHECK(page.text("share.remark.2").find("version online") != std::string::npos);
  CHECK(page.find("share.qr") != nullptr);
}

TEST_CASE("the state of one page opens in another") {
  Page first;
  first.press("preset.image");
  first.set("workload.request.memory_mb.entry", "777");
  const std::string link = link_of(first.settle());
  Page second;
  second.app.open_link(link);
  second.settle();
  CHECK(second.text("verdict.sentence") == first.text("verdict.sentence"));
  CHECK(second.app.export_workload() == first.app.export_workload());
  CHECK(second.find("link.error") == nullptr);
  CHECK(second.find("link.prices") == nullptr);

  second.app.open_link("");
  second.settle();
  CHECK(second.selected("preset.catalogue"));
}

TEST_CASE("a preset that comes by a link is that preset") {
  Page first, second;
  first.press("preset.schedule");
  second.app.open_link(link_of(first.settle()));
  second.settle();
  CHECK(second.selected("preset.schedule"));
}

TEST_CASE("choosing, resetting and importing replace the workload; editing does not") {
  Page page;
  CHECK_FALSE(page.settle().replaced);
  const auto replaced = [&](Action action) {
    const bool at_once = page.app.frame(page.input, {&action, 1}).replaced;
    return at_once || page.app.frame(page.input, {}).replaced;
  };
  CHECK(replaced({.id = "preset.image"}));
  CHECK_FALSE(replaced(
      {.id = "workload.request.memory_mb.entry", .kind = Action::Kind::set, .text = "900"}));
  CHECK(replaced({.id = "form.reset"}));
  page.app.import_document(R"({"name": "mine"})");
  CHECK(page.app.frame(page.input, {}).replaced);
  page.app.open_link("");
  CHECK_FALSE(page.app.frame(page.input, {}).replaced);
}

TEST_CASE("a link that cannot be opened says why, and changes nothing") {
  Page page("fr");
  page.press("preset.image");
  const std::string before = page.app.export_workload(), link = link_of(page.settle());
  const auto opened = [&](std::string_view text) {
    page.app.open_link(text);
    page.settle();
    CHECK(page.app.export_workload() == before);
    REQUIRE(page.find("link.error") != nullptr);
    return page.text("link.error");
  };
  CHECK(opened(link.substr(0, link.size() - 3)) ==
        "Lien incomplet. La fin manque\u202f: rien n’a été chargé.");
  CHECK(opened("v2" + link.substr(2)).starts_with("Lien trop récent."));
  std::string altered = link;
  altered[10] = altered[10] == 'A' ? 'B' : 'A';
  CHECK(opened(altered).starts_with("Lien abîmé."));

  Workload elsewhere;
  elsewhere.region = "mars-north-1";
  CHECK(opened(encode_link(elsewhere, "2026-11-23")).starts_with("Lien refusé."));

  page.press("link.error.action");
  page.settle();
  CHECK(page.find("link.error") == nullptr);
  CHECK(page.selected("preset.catalogue"));
}

TEST_CASE("a reader with other prices is told, and of a trace that it is a summary") {
  Page page;
  Workload workload;
  workload.traffic.shape = Shape::trace;
  workload.traffic.bins = {1, 2, 3};
  page.app.open_link(encode_link(workload, "2025-01-31"));
  page.settle();
  CHECK(page.text("link.prices").find("2025") != std::string::npos);
  CHECK(page.text("link.trace").find("3 steps") != std::string::npos);
  page.press("link.prices.action");
  page.settle();
  CHECK(page.find("link.prices") == nullptr);

  page.press("header.share");
  page.settle();
  CHECK(page.text("share.remark.2").find("3 steps") != std::string::npos);
}

TEST_CASE("a copy that failed is told") {
  Page page;
  page.press("header.share");
  page.press("share.copy");
  page.app.copy_failed();
  page.app.frame(page.input, {});
  CHECK(page.text("toast").starts_with("Copying failed"));
}

TEST_CASE("on a phone, sharing is in the menu") {
  Page page;
  page.input.width = 375;
  page.settle();
  page.press("header.share");
  page.settle();
  REQUIRE(page.find("share") != nullptr);
  const Rectangle box = page.find("share")->rectangle;
  CHECK(box.x >= 16);
  CHECK(right(box) <= 375 - 16);
}

}  // namespace
}  // namespace sans_serveur::ui
