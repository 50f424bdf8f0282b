import type { ErrorCatalogue } from './entry.ts';

/** How the chamber is shut in, and how it ends. */
export const chamberErrors = {
  CHAMBER_NO_ISOLATION: {
    what: {
      fr: 'Le sas ne peut pas être isolé du réseau sur cette machine ({reason}); aucune clé n’a été lue.',
      en: 'The chamber cannot be cut off from the network on this machine ({reason}); no key was read.',
    },
    fix: {
      fr: 'Installez util-linux (unshare, setpriv, prlimit), puis lancez l’appareil en root ou permettez les espaces de noms d’utilisateur : sysctl user.max_user_namespaces=15000 et, selon le système, kernel.unprivileged_userns_clone=1 ou kernel.apparmor_restrict_unprivileged_userns=0. Dans un conteneur : --cap-add SYS_ADMIN ou un profil seccomp qui permet unshare.',
      en: 'Install util-linux (unshare, setpriv, prlimit), then run the appliance as root or allow user namespaces: sysctl user.max_user_namespaces=15000 and, depending on the system, kernel.unprivileged_userns_clone=1 or kernel.apparmor_restrict_unprivileged_userns=0. In a container: --cap-add SYS_ADMIN or a seccomp profile that allows unshare.',
    },
  },
  CHAMBER_NO_ROOM: {
    what: {
      fr: 'Le sas peut être coupé du réseau sur cette machine, mais pas enfermé dans un espace de fichiers et de processus à lui ({reason}); seul un essai (mode « chamber ») y est possible.',
      en: 'The chamber can be cut off from the network on this machine, but not shut in with files and processes of its own ({reason}); only a trial (mode “chamber”) can be held here.',
    },
    fix: {
      fr: 'Installez les paquets util-linux et mount, puis permettez à l’appareil de monter des dossiers dans un espace de noms à lui. Dans un conteneur Docker : --cap-add SYS_ADMIN --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined.',
      en: 'Install the packages util-linux and mount, then let the appliance mount folders in a namespace of its own. In a Docker container: --cap-add SYS_ADMIN --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined.',
    },
  },
  CHAMBER_NOT_ISOLATED: {
    what: {
      fr: 'Le sas a démarré sans être isolé comme il le doit ({reason}); il a été tué avant de recevoir un secret.',
      en: 'The chamber started without being cut off as it must be ({reason}); it was killed before receiving any secret.',
    },
    fix: {
      fr: 'N’utilisez pas cette machine avant d’avoir compris pourquoi : unshare --net doit donner un espace réseau vide.',
      en: 'Do not use this machine before knowing why: “ecluse appliance doctor” tries again and says what is missing.',
    },
  },
  CHAMBER_SWAP: {
    what: {
      fr: 'La machine utilise une mémoire d’échange (swap) non chiffrée; des données d’élèves pourraient être écrites sur le disque.',
      en: 'The machine uses unencrypted swap; pupils’ data could be written to the disk.',
    },
    fix: {
      fr: 'Désactivez-la (swapoff -a, puis retirez-la de /etc/fstab) ou chiffrez-la (dm-crypt).',
      en: 'Turn it off (swapoff -a, then remove it from /etc/fstab) or encrypt it (dm-crypt).',
    },
  },
  CHAMBER_ABORTED: {
    what: { fr: 'Le sas a été tué avant la fin de son travail.', en: 'The chamber was killed before the end of its work.' },
    fix: {
      fr: 'Rien n’a été livré. Les mêmes lots peuvent être repris dans une nouvelle séance.',
      en: 'Nothing was delivered. The same bundles can be taken up in a new session.',
    },
  },
  CHAMBER_TIMEOUT: {
    what: {
      fr: 'Un lot a dépassé la durée permise ({seconds} s); le sas a été tué.',
      en: 'A bundle exceeded its allowed time ({seconds} s); the chamber was killed.',
    },
    fix: {
      fr: 'Rien n’a été livré. Vérifiez la charge de la machine, puis reprenez; au besoin, partagez ce lot en deux.',
      en: 'Nothing was delivered. Check the machine’s load, then try again; if need be, have that bundle cut in two.',
    },
  },
  CHAMBER_SLOW: {
    what: {
      fr: 'Le lot {bundle} a dépassé le temps permis à un lot de cette taille ({seconds} s).',
      en: 'Bundle {bundle} exceeded the time allowed to a bundle of this size ({seconds} s).',
    },
    fix: {
      fr: 'Les autres lots ne sont pas touchés. Demandez au CSS de le couper en deux, ou reprenez-le sur une machine plus rapide.',
      en: 'The other bundles are untouched. Ask the CSS to cut it in two, or take it up on a faster machine.',
    },
  },
  CHAMBER_MEMORY: {
    what: {
      fr: 'Le sas a manqué de mémoire pour ce lot ({where}).',
      en: 'The chamber ran out of memory for this bundle ({where}).',
    },
    fix: {
      fr: 'Les autres lots ne sont pas touchés. Fermez d’autres programmes, ajoutez de la mémoire ou demandez au CSS de couper le lot en deux.',
      en: 'The other bundles are untouched. Close other programs, add memory, or ask the CSS to cut the bundle in two.',
    },
  },
  CHAMBER_DIED: {
    what: {
      fr: 'Le sas s’est arrêté avant d’avoir fini ({reason}).',
      en: 'The chamber stopped before it had finished ({reason}).',
    },
    fix: {
      fr: 'Rien n’a été livré. Vérifiez la mémoire libre, puis reprenez les mêmes lots dans une nouvelle séance.',
      en: 'Nothing was delivered. Check free memory, then take up the same bundles in a new session.',
    },
  },
  CHAMBER_PROTOCOL: {
    what: {
      fr: 'Le dialogue entre l’appareil et le sas n’a pas la forme prévue ({where}).',
      en: 'The exchange between the appliance and the chamber does not have the expected form ({where}).',
    },
    fix: {
      fr: 'Rien n’a été livré. Vérifiez que toute la version installée provient de la même construction.',
      en: 'Nothing was delivered. Check that the whole installed version comes from the same build.',
    },
  },
} as const satisfies ErrorCatalogue;
