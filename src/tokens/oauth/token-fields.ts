/** Names under which tokens are sealed; a ciphertext opens under its own alone. */
export const ACCESS_TOKEN_FIELD = 'accessToken';
export const REFRESH_TOKEN_FIELD = 'refreshToken';
export const SPARE_FIELD = 'spareRefreshToken';

/** Why upkeep looks at a token, most urgent first. */
export const DUE_RANK = { unfinished: 0, refresh: 1, keepAlive: 2 } as const;

export type DueReason = keyof typeof DUE_RANK;
