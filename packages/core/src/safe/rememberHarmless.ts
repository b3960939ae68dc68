import type { ScrubRules } from './scrub';

type Clean = ScrubRules['cleanText'];

/** The same, for texts that come again with each event (URLs, lines of source files): the short ones that it leaves as they are, it looks at once. */
export function rememberHarmless(clean: Clean): Clean {
  const harmless = new Set<string>();
  return (text, hit) => {
    if (harmless.has(text)) return text;
    const cleaned = clean(text, hit);
    if (cleaned === text && text.length < 200) {
      if (harmless.size > 999) harmless.clear();
      // a copy: a slice would keep alive the whole source file or body it was cut from
      harmless.add(` ${text}`.slice(1));
    }
    return cleaned;
  };
}
