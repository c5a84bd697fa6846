/** What may go wrong on the way, in English. */
export const ENGLISH_PROBLEMS = {
  /** What to do about the doctor's findings, where a person at these pages does other things than a caller of the API. */
  remedies: {
    credentials: 'Enter them once more; if Okta still refuses them, make new ones.',
    scopesOfConsent: 'Grant them to the app (tab “Okta API Scopes”), then sign in again.',
    scopesOfApp: 'Grant them to the app (tab “Okta API Scopes”), then check again.',
    roleOfApp: 'Give the app an admin role (tab “Admin roles”), then check again.',
    roleOfUser: 'Give the administrator in whose name it acts a role (Security > Administrators), then check again.',
  },

  refusals: {
    back: 'Back to the page',
    unknown: {
      title: 'This link does not work',
      lead: 'There is no such link, or it is long over. Nothing was connected.',
      remedy: 'Go back to where you got the link, and ask for a new one.',
    },
    expired: {
      title: 'This link has expired',
      lead: 'It worked for 30 minutes. What you had entered has been destroyed.',
      remedy: 'Go back to where you got the link, and ask for a new one.',
    },
    used: {
      title: 'This link has been used',
      lead: 'Somebody has connected an org with it. It works once.',
      remedy: 'To connect another org, go back to where you got the link and ask for a new one.',
    },
    otherBrowser: {
      title: 'This link belongs to another browser',
      lead: 'It was opened before, in another browser or in a private window. For your safety it works only there.',
      remedy: 'Go on in that browser, or ask for a new link. Cookies must be allowed.',
    },
    form: {
      title: 'This form was not taken',
      lead: 'It did not come from the page of your connect session, or the page was left open too long.',
      remedy: 'Nothing was done. Go back to the page and send it once more.',
    },
  },

  failed: {
    title: 'This did not work',
    ours: 'Something went wrong on our side. Nothing was lost: wait a moment and load the page again.',
    reference: (id: string) => `For the support: ${id}`,
  },

  problems: {
    domain_not_allowed: 'This is not the address of an Okta org.',
    okta_unavailable: 'Okta could not be reached.',
    okta_timeout: 'Okta did not answer in time.',
    okta_rate_limited: 'Okta takes no more requests at the moment. Try again in a minute.',
    too_many_requests: 'There were too many tries with this link.',
    name_taken: 'Another connection has this name. Choose another one.',
    invalid_scope: 'Okta does not know one of the scopes.',
    consent_required: 'The app is granted none of the scopes that are asked for.',
    consentRemedy: 'Grant them on the tab “Okta API Scopes” of the app, then try again.',
    scopeRemedy: 'Choose other permissions, then try again.',
    oktaRemedy: 'Wait a moment, then try again.',
    credentials: {
      apiToken: 'Okta does not accept this token. Check that it was copied whole, and made in this org.',
      consent: 'Okta does not accept this client ID with this secret. Copy both once more.',
      privateKey: 'Okta does not accept this key for this app. Check client ID, key ID and key.',
      keyless: 'Okta does not accept the key for this client ID.',
    },
    other: 'Okta refused it.',
  },
};
