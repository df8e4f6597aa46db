export default { layout: 'article.11ty.js' };
