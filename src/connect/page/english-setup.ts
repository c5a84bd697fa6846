/** What to do in Okta, and why, in English. */
export const ENGLISH_SETUP = {
  setup: {
    title: 'Set it up in Okta',
    lead: 'Open the Admin Console in another tab and follow these steps. Then come back.',
    open: 'Open the Admin Console',
    next: 'I have done this',
    callback: 'Sign-in redirect URI',
    appName: 'Name of the app',
    tokenName: 'Name of the token',
    scopes: 'Scopes',
    why: (count: number) => `Why each of these ${count} scopes`,
    rolesOr: (others: string) => `(also enough: ${others}).`,
    rolesMost: (role: string, covered: number, total: number) => `With ${role}, ${covered} of ${total} actions work.`,
    dpopTitle: 'DPoP',
    dpop: 'Leave “Require DPoP header in token requests” as your organization wants it. On or off: both work, and it is found out by itself.',
    hooks:
      'Events come in real time if the role is Super Administrator. With any other role they are polled, a little later.',
    create: {
      web: 'In the Admin Console open Applications > Applications > Create App Integration. Choose “OIDC - OpenID Connect” and “Web Application”.',
      service:
        'In the Admin Console open Applications > Applications > Create App Integration, and choose “API Services”. Give it a name:',
      webName: 'Tick the grant types “Authorization Code” and “Refresh Token”, and give it a name:',
    },
    redirect: 'Put this address under “Sign-in redirect URIs”, in place of the one that stands there:',
    assign: 'Under “Assignments” choose who may use the app: at least the administrator who will sign in here. Save.',
    grant: 'As a super administrator, open the tab “Okta API Scopes” of the app and grant these scopes:',
    consentRole: 'The administrator who signs in needs this admin role:',
    appRole: 'Open the tab “Admin roles” of the app, choose “Edit assignments”, and give it this role:',
    copyBoth: 'Copy the client ID and the client secret from the tab “General”. The next page asks for them.',
    copyId:
      'Copy the client ID from the tab “General”. The next page asks for it, and then tells you where the public key is.',
    makeKey:
      'On the tab “General”, under “Client Credentials”, choose “Edit”, then “Public key / Private key” and “Add key” > “Generate new key”. Copy the private key in PEM format, and the KID. Save.',
    ownKey: 'You may as well add the public half of a key of your own.',
    tokenOwner:
      'Sign in to the Admin Console as the administrator in whose name the connection shall act. That person needs this role:',
    tokenCreate: 'Open Security > API > Tokens > Create token. Give it a name:',
    tokenNetwork:
      'Under “API calls made with this token must originate from” leave “Any IP”, or name the addresses of this service.',
    tokenCopy: 'Copy the token value: Okta shows it once. The next page asks for it.',
    permissions: 'Change what it may do',
  },

  reasons: {
    andMore: (count: number) => ` and ${count} more`,
    none: 'Asked for by hand.',
  },

  roles: {
    SUPER_ADMIN: 'Super Administrator',
    ORG_ADMIN: 'Organization Administrator',
    APP_ADMIN: 'Application Administrator',
    USER_ADMIN: 'Group Administrator',
    GROUP_MEMBERSHIP_ADMIN: 'Group Membership Administrator',
    HELP_DESK_ADMIN: 'Help Desk Administrator',
    API_ACCESS_MANAGEMENT_ADMIN: 'API Access Management Administrator',
    ACCESS_CERTIFICATIONS_ADMIN: 'Access Certifications Administrator',
    MOBILE_ADMIN: 'Mobile Administrator',
    REPORT_ADMIN: 'Report Administrator',
    READ_ONLY_ADMIN: 'Read-only Administrator',
  },
};
