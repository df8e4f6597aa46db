import type { Adapter } from './adapters/adapter.ts';
export function detectAdapter(bytes: Uint8Array, contentType?: string): Adapter | undefined { return bytes.length + (contentType ?? '').length > 0 ? undefined : undefined; }
export function describeBytes(bytes: Uint8Array): string { return String(bytes.length); }
