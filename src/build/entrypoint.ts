import { createApp } from 'astro/app/entrypoint';
import { digestOf } from '#site/digest.ts';

/** Server entry of the bundle: the Astro app that render processes ask for pages. */
export const app = createApp({ streaming: false });

/** Tells them beforehand whether a page shows something new. */
export const digest = digestOf;
