const TRUE = ['true', 't', 'y', 'yes', 'on', '1'];
const FALSE = ['false', 'f', 'n', 'no', 'off', '0'];

/** `true`, `t`, `y`, `yes`, `on`, `1` and `false`, `f`, `n`, `no`, `off`, `0`, in any case; undefined when `text` is missing, blank or none of them. */
export function parseEnvBool(text: string | undefined): boolean | undefined {
  const word = text?.trim().toLowerCase() ?? '';
  if (TRUE.includes(word)) return true;
  return FALSE.includes(word) ? false : undefined;
}
