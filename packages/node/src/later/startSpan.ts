export { activeOn, getActiveSpan, type StartSpanOptions, setActive, startSpan } from '@vigil/core';
