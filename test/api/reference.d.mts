export function referencePath(name: string): string;
export function referenceOf(name: string): string;
