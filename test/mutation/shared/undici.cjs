module.exports = globalThis.sharedModules['undici'];
