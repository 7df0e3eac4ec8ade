//! How the program was called: flags that every verb takes, the environment, the reader's language.

use std::path::PathBuf;

use clap::Args;
use madang_i18n::Tr;

use crate::config::{self, Config, Sources, Unusable};
use crate::terminal;

/// Where settings and data are, for every verb.
#[derive(Debug, Default, Args)]
pub(crate) struct Whereabouts {
    /// The settings file; without it, madang.toml here or in the data folder
    #[arg(long, global = true, env = "MADANG_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder of everything that is kept
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,
}

/// One call of the program.
#[derive(Debug)]
pub(crate) struct Invocation {
    /// Texts in the terminal's language.
    pub(crate) tr: Tr,
    whereabouts: Whereabouts,
    variables: Vec<(String, String)>,
}

impl Invocation {
    /// The call that this process was started by.
    pub(crate) fn new(whereabouts: Whereabouts) -> Self {
        let variables = config::variables();
        Self { tr: terminal::texts(&variables), whereabouts, variables }
    }

    /// The settings in force.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub(crate) fn config(&self) -> Result<Config, Unusable> {
        self.config_listening(None)
    }

    /// The settings in force, where a flag may say on which address to listen.
    pub(crate) fn config_listening(&self, listen: Option<&str>) -> Result<Config, Unusable> {
        let mut flags = Vec::new();
        if let Some(folder) = &self.whereabouts.data_dir {
            flags.push(("--data-dir", "server.data_dir", folder.display().to_string()));
        }
        if let Some(listen) = listen {
            flags.push(("--listen", "server.listen", listen.to_owned()));
        }
        let sources = Sources {
            file: self.whereabouts.config.clone(),
            flags,
            variables: self.variables.clone(),
            folder: PathBuf::new(),
        };
        config::load(sources, self.tr)
    }
}
