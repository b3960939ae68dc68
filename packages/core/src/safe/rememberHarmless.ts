import type { ScrubRules } from './scrub';

type Clean = ScrubRules['cleanText'];

const bare = () => ({ __proto__: null }) as unknown as { [text: string]: true };

/** The same, for texts that come again with each event (URLs, lines of source files): the short ones that it leaves as they are, it looks at once. */
export function rememberHarmless(clean: Clean): Clean {
  // keys of an object are found by their identity; in a Set those that were cut from a longer text are compared letter by letter
  let harmless = bare();
  let size = 0;
  return (text, hit) => {
    const isShort = text.length < 200;
    if (isShort && harmless[text]) return text;
    const cleaned = clean(text, hit);
    if (isShort && cleaned === text) {
      if (++size % 2000 === 0) harmless = bare();
      // a copy: a slice would keep alive the whole source file or body it was cut from
      harmless[` ${text}`.slice(1)] = true;
    }
    return cleaned;
  };
}
