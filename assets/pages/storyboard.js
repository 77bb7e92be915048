// Keeps a coach's remarks on this device and hands them back; the page is whole without it.
(() => {
  "use strict";
  const page = document.body;
  const sha256 = page.dataset.sha256;
  const title = page.dataset.title;
  const place = "fanxing.remarks/1:" + sha256;
  const words = { pass: "通过", should: "要改", must: "必须改" };
  const shots = [...document.querySelectorAll(".shot")];
  const at = (id) => document.getElementById(id);
  const progress = at("progress");

  const verdictOf = (shot) => shot.querySelector("input:checked")?.value ?? null;
  const textOf = (shot) => shot.querySelector("textarea").value.trim();

  function remarks() {
    const told = shots
      .map((shot) => ({ shot_uid: shot.dataset.uid, verdict: verdictOf(shot), text: textOf(shot) }))
      .filter((one) => one.verdict || one.text);
    const whole = at("text-whole").value.trim();
    return whole ? [...told, { shot_uid: null, verdict: null, text: whole }] : told;
  }

  function asObject() {
    return { schema: "fanxing.remarks/1", storyboard_sha256: sha256, by: at("by").value.trim() || null, remarks: remarks() };
  }

  function asText() {
    const by = at("by").value.trim();
    const lines = ["《" + title + "》分镜意见", "稿号 " + sha256.slice(0, 12) + (by ? "　审看人 " + by : "")];
    for (const verdict of ["must", "should", null, "pass"]) {
      for (const shot of shots) {
        const text = textOf(shot);
        if (verdictOf(shot) === verdict && (verdict || text)) {
          lines.push("第 " + shot.dataset.number + " 镜（" + shot.dataset.part + "）" + (verdict ? "【" + words[verdict] + "】" : "：") + text);
        }
      }
    }
    const whole = at("text-whole").value.trim();
    if (whole) lines.push("整部片子：" + whole);
    return lines.join("\n");
  }

  function tell(message) {
    progress.textContent = message;
  }

  function count() {
    const seen = shots.filter((shot) => verdictOf(shot) || textOf(shot));
    const wrong = shots.filter((shot) => verdictOf(shot) === "must" || verdictOf(shot) === "should").length;
    const next = shots.find((shot) => !seen.includes(shot));
    const go = at("next");
    if (next) {
      go.hash = next.id;
      go.textContent = (seen.length ? "接着看第 " : "从第 ") + next.dataset.number + (seen.length ? " 镜" : " 镜开始");
    } else {
      go.hash = "whole";
      go.textContent = "看完了：写总的意见，再导出";
    }
    tell("已看 " + seen.length + " / " + shots.length + (wrong ? "，" + wrong + " 镜要改" : ""));
    for (const shot of shots) shot.dataset.verdict = verdictOf(shot) ?? "";
  }

  // A frame for the paper: what was typed is printed in full, however long.
  function mirror() {
    for (const box of document.querySelectorAll(".remark textarea")) {
      let copy = box.nextElementSibling;
      if (!copy.classList.contains("typed")) {
        copy = document.createElement("p");
        copy.className = "typed";
        copy.setAttribute("aria-hidden", "true");
        box.after(copy);
      }
      copy.textContent = box.value;
    }
  }

  function keep() {
    count();
    try {
      localStorage.setItem(place, JSON.stringify(asObject()));
    } catch {
      tell("这个浏览器存不下草稿：关掉之前请先导出");
    }
  }

  function restore() {
    let kept;
    try {
      kept = JSON.parse(localStorage.getItem(place) ?? "null");
    } catch {
      return;
    }
    if (!kept || !Array.isArray(kept.remarks)) return;
    at("by").value = kept.by ?? "";
    for (const one of kept.remarks) {
      if (one.shot_uid === null) at("text-whole").value = one.text;
      const shot = shots.find((each) => each.dataset.uid === one.shot_uid);
      if (!shot) continue;
      shot.querySelector("textarea").value = one.text;
      const chosen = [...shot.querySelectorAll("input")].find((each) => each.value === one.verdict);
      if (chosen) chosen.checked = true;
    }
  }

  function download() {
    const file = new Blob([JSON.stringify(asObject(), null, 2) + "\n"], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = "意见-" + title.replace(/[\\/:*?"<>|\s]+/g, " ").trim().slice(0, 40) + "-" + sha256.slice(0, 8) + ".json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    tell("已导出：请把 " + link.download + " 发回来");
  }

  async function copy() {
    const text = asText();
    try {
      await navigator.clipboard.writeText(text);
      tell("已复制：到聊天里粘贴");
    } catch {
      at("by-hand-text").value = text;
      at("by-hand").showModal();
      at("by-hand-text").select();
    }
  }

  for (const one of document.querySelectorAll(".scripted")) one.hidden = false;
  restore();
  count();
  document.querySelector("main").addEventListener("input", keep);
  at("export").addEventListener("click", download);
  at("copy").addEventListener("click", copy);
  at("by-hand-close").addEventListener("click", () => at("by-hand").close());
  addEventListener("beforeprint", mirror);
})();
