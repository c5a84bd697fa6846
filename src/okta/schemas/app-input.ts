import { z } from 'zod';
import { PasswordValue } from './credentials.js';
import { SECRET } from './secret.js';

const name = (description: string) => z.string().min(1).max(255).optional().describe(description);

export const AppLabel = z.string().min(1).max(100).describe('The name that people see');

export const SignOnMode = z
  .enum([
    'AUTO_LOGIN',
    'BASIC_AUTH',
    'BOOKMARK',
    'BROWSER_PLUGIN',
    'OPENID_CONNECT',
    'SAML_1_1',
    'SAML_2_0',
    'SECURE_PASSWORD_STORE',
    'WS_FEDERATION',
  ])
  .describe('How people sign in; it decides what name, settings and credentials must hold');

export const AppName = name(
  'The kind of application: bookmark, oidc_client, template_basic_auth, template_sps, template_swa or template_wsfed for a custom one, the key of an integration of the Okta network for others; omitted for SAML_2_0 and AUTO_LOGIN',
);

const OAuthClientCredentials = z
  .looseObject({
    client_id: name('A client id of your own; Okta uses the id of the application where omitted'),
    client_secret: z
      .string()
      .min(14)
      .max(100)
      .optional()
      .describe('A secret of your own; Okta makes one where it is omitted and needed')
      .meta(SECRET),
    token_endpoint_auth_method: z
      .enum(['client_secret_basic', 'client_secret_jwt', 'client_secret_post', 'none', 'private_key_jwt'])
      .optional()
      .describe('How the client authenticates'),
    autoKeyRotation: z.boolean().optional().describe('Whether Okta rotates the signing keys'),
    pkce_required: z.boolean().optional().describe('Whether PKCE is demanded'),
  })
  .describe('OPENID_CONNECT: the OAuth client');

export const AppCredentials = z
  .looseObject({
    scheme: z
      .enum([
        'ADMIN_SETS_CREDENTIALS',
        'EDIT_PASSWORD_ONLY',
        'EDIT_USERNAME_AND_PASSWORD',
        'EXTERNAL_PASSWORD_SYNC',
        'SHARED_USERNAME_AND_PASSWORD',
      ])
      .optional()
      .describe('Who sets user names and passwords, where Okta keeps them'),
    userName: z.string().min(1).max(100).optional().describe('The shared user name'),
    password: PasswordValue.optional().describe('The shared password; Okta never gives it back'),
    revealPassword: z.boolean().optional().describe('Whether users may see their password'),
    userNameTemplate: z
      .looseObject({})
      .optional()
      .describe('How user names are made, such as {"template": "${source.login}"}'),
    signing: z.looseObject({}).optional().describe('The signing key, such as {"kid": "..."}'),
    oauthClient: OAuthClientCredentials.optional(),
  })
  .describe('Credentials of the application, as its sign-on mode asks for them');

export const AppSettings = z
  .looseObject({
    app: z.looseObject({}).optional().describe('What the kind of application asks for, such as url'),
    signOn: z.looseObject({}).optional().describe('SAML, WS-Federation and AUTO_LOGIN: the sign-on'),
    oauthClient: z
      .looseObject({})
      .optional()
      .describe('OPENID_CONNECT: application_type, grant_types, response_types, redirect_uris and the like'),
    notes: z.looseObject({}).optional().describe('Notes for admins and users'),
  })
  .describe('Settings, as the sign-on mode asks for them');

/** Properties that applications of every sign-on mode may be given. */
export const appProperties = {
  accessibility: z
    .looseObject({
      selfService: z.boolean().optional().describe('Whether users may request it themselves'),
      errorRedirectUrl: z.string().max(2048).nullable().optional().describe('An error page of your own'),
      loginRedirectUrl: z.string().max(2048).nullable().optional().describe('A sign-in page of your own'),
    })
    .optional()
    .describe('Who can get at it'),
  licensing: z
    .looseObject({ seatCount: z.int().min(0).max(10_000_000).optional().describe('Licences bought') })
    .optional()
    .describe('Licences'),
  profile: z.looseObject({}).optional().describe('OPENID_CONNECT: any JSON that expressions can refer to'),
  visibility: z
    .looseObject({
      autoLaunch: z.boolean().optional().describe('Whether it opens when the user signs in to Okta'),
      autoSubmitToolbar: z.boolean().optional().describe('Whether the browser plugin signs in by itself'),
      hide: z.looseObject({}).optional().describe('Where it is hidden: iOS, web'),
      appLinks: z.looseObject({}).optional().describe('Which of its links users see'),
    })
    .optional()
    .describe('Where users see it'),
};
