export interface DetectedLanguage { readonly lang: string; readonly confidence: number }
export function detectLanguage(text: string, hint?: string): DetectedLanguage { return { lang: hint ?? text, confidence: 0 }; }
