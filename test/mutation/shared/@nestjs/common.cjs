module.exports = globalThis.sharedModules['@nestjs/common'];
