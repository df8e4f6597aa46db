import { addCollections } from './lib/collections.js';

export default function (config) {
	config.setUseGitIgnore(false);
	config.setQuietMode(true);
	config.addPassthroughCopy({ 'src/style.css': 'style.css' });
	addCollections(config);
	return {
		dir: { input: 'src', output: 'dist' },
		markdownTemplateEngine: false,
		htmlTemplateEngine: false,
		templateFormats: ['md', '11ty.js'],
	};
}
