export function registerTypeScript(): { deregister(): void };
