// text, text in dollars, text or name in double quotes, number; never what belongs to a name or a placeholder
const LITERAL =
  /'(?:[^'\\]|\\.|'')*'?|\$([a-z_]{0,20})\$.*?(?:\$\1\$|$)|("(?:[^"\\]|\\.|"")*"?)|(^|[^\w$:@?.])(?:0x[\da-f]+|\d[\d.]*(?:e[+-]?\d+)?)\b/gis;
/** After these a name in double quotes is none: MySQL and SQLite write texts so. */
const BEFORE_VALUE = /(?:[=<>]|\blike|\bmatch|\bregexp)\s{0,9}$/i;

/** An SQL statement with `?` for every literal, as its cache of plans would know it. Linear; any text will do. */
export function hideLiterals(sql: string): string {
  return sql.replace(LITERAL, (literal: string, _tag: string, quoted: string | undefined, before = '', at: number) => {
    const isName = quoted !== undefined && /^"[\w.$-]+"$/.test(quoted) && !BEFORE_VALUE.test(sql.slice(Math.max(0, at - 20), at));
    return isName ? literal : `${before}?`;
  });
}
