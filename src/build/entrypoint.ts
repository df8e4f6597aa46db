import { createApp } from 'astro/app/entrypoint';

/** Server entry of the bundle: the Astro app that render processes ask for pages. */
export const app = createApp({ streaming: false });
