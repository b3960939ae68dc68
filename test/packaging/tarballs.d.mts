export declare const tarballOf: (name: string) => string;
