export declare const snapshotPath: (name: string) => string;
export declare function surfaceOf(name: string): Promise<string>;
