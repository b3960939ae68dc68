/** The version on the wire; held equal to package.json by a test. */
export const SDK_VERSION = '0.0.0';
