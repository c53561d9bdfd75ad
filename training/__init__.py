"""The recipe of the language model: from public treebanks and name corpora to the files that the package ships."""
