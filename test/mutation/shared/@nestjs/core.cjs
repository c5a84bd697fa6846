module.exports = globalThis.sharedModules['@nestjs/core'];
